// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package provider

import (
	"slices"
	"strings"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/awsclient"
)

// foreignEndpoints are the names that the endpoints block of hashicorp/aws has for services this provider never calls. They
// are here so that a provider block can be copied: Terraform refuses arguments that a schema does not have.
const foreignEndpoints = `
accessanalyzer account accountaccess acm acmpca agentregistry amg amp amplify apigateway apigatewayv2 appautoscaling
appconfig appfabric appflow appintegrations appintegrationsservice applicationautoscaling applicationinsights
applicationsignals appmesh appregistry apprunner appstream appsync arcregionswitch arczonalshift athena auditmanager
autoscaling autoscalingplans backup batch bcmdataexports beanstalk bedrockagent bedrockagentcore billing budgets ce chatbot
chime chimesdkmediapipelines chimesdkvoice cleanrooms cloud9 cloudcontrol cloudcontrolapi cloudformation cloudfront
cloudfrontkeyvaluestore cloudhsm cloudhsmv2 cloudsearch cloudtrail cloudwatch cloudwatchevents cloudwatchevidently
cloudwatchlog cloudwatchlogs cloudwatchobservabilityaccessmanager cloudwatchrum codeartifact codebuild codecatalyst
codecommit codeconnections codedeploy codeguruprofiler codegurureviewer codepipeline codestarconnections
codestarnotifications cognitoidentity cognitoidentityprovider cognitoidp comprehend computeoptimizer config configservice
connect connectcases controltower costandusagereportservice costexplorer costoptimizationhub cur customerprofiles
databasemigration databasemigrationservice databrew dataexchange datapipeline datasync datazone dax deploy detective
devicefarm devopsagent devopsguru directconnect directoryservice directoryservicedata dlm dms docdb docdbelastic drs ds dsql
dynamodb ec2 ecr ecrpublic ecs efs eks elasticache elasticbeanstalk elasticloadbalancing elasticloadbalancingv2
elasticsearch elasticsearchservice elastictranscoder elb elbv2 emr emrcontainers emrserverless es eventbridge eventbridgev2
events evidently evs finspace firehose fis fms fsx gamelift glacier globalaccelerator glue gluedatabrew grafana greengrass
groundstation guardduty healthlake identitystore imagebuilder inspector inspector2 inspectorv2 interconnect internetmonitor
invoicing iot ivs ivschat kafka kafkaconnect kendra keyspaces kinesis kinesisanalytics kinesisanalyticsv2 kinesisvideo kms
lakeformation lambda lambdacore lambdamicrovms launchwizard lex lexmodelbuilding lexmodelbuildingservice lexmodels
lexmodelsv2 lexv2models licensemanager lightsail location locationservice logs m2 macie2 mailmanager managedgrafana
mediaconnect mediaconvert medialive mediapackage mediapackagev2 mediapackagevod mediastore memorydb mgn mpa mq msk mwaa
mwaaserverless neptune neptunegraph networkfirewall networkflowmonitor networkmanager networkmonitor networksecuritymanager
notifications notificationscontacts oam observabilityadmin odb opensearch opensearchingestion opensearchserverless
opensearchservice opsworks organizations osis outposts paymentcryptography pcaconnectorad pcs pinpoint pinpointsmsvoicev2
pipes polly prometheus prometheusservice qbusiness qldb quicksight rbin rds rdsdata rdsdataservice recyclebin redshift
redshiftdata redshiftdataapiservice redshiftserverless rekognition resiliencehub resiliencehubv2 resourceexplorer2
resourcegroups resourcegroupstagging resourcegroupstaggingapi rolesanywhere route53 route53domains route53profiles
route53recoverycontrolconfig route53recoveryreadiness route53resolver rum s3control s3files s3outposts s3tables s3vectors
sagemaker savingsplans scheduler schemas sdb secretsmanager securityhub securitylake serverlessapplicationrepository
serverlessapprepo serverlessrepo servicecatalog servicecatalogappregistry servicediscovery servicequotas ses sesv2 sfn
shield signer simpledb sns sqs ssm ssmcontacts ssmincidents ssmquicksetup ssmsap ssoadmin stepfunctions storagegateway
swf synthetics taxsettings timestreaminfluxdb timestreamquery timestreamwrite transcribe transcribeservice transfer uxc
verifiedpermissions vpclattice waf wafregional wafv2 wellarchitected worklink workmail workspaces workspacesweb xray
`

func foreignEndpointNames() []string {
	return strings.Fields(foreignEndpoints)
}

// ownEndpointNames returns the names that change where this provider's calls go, in alphabetical order.
func ownEndpointNames() []string {
	var names []string
	for name := range awsclient.EndpointNames() {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}
