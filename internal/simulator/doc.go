// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

// Package simulator is the embedded Bedrock: an HTTP server that speaks the wire protocols of the AWS services
// this provider uses, so that the real SDK, the real provider and the real Terraform run without an AWS account.
// It imports nothing of this module but AWS's own models, and no AWS SDK, so that it is an independent witness.
//
// # What it simulates
//
// Bedrock's control plane and the invocation of models; S3; roles of IAM; the caller's identity and sessions of roles; the
// Price List, with GetProducts and offer files; resource shares of custom models. Each is a package of its own on package core,
// and knows the others by interfaces of one to four methods. This package is the server: it finds the service of a request,
// judges the caller, keeps the journal, strikes with faults. Everything is held in memory.
//
// The comment of package core says how to add a service, that of package bedrock how to add a type.
//
// # How requests find their service
//
// Service and region come from the credential scope of the Signature Version 4 header; the signature itself is not
// checked. Requests without one are refused with 403, bearer tokens too; only AssumeRoleWithWebIdentity and the offer
// files of the Price List need none.
// An operation that is not simulated is answered with 501. Every request is in the journal, refused ones included.
//
// State is per account and region. Any access key acts for account 123456789012, but a key that names an account
// in its first digits, AKIA<12 digits>... or ASIA<12 digits>..., acts for that one: this is how a test becomes somebody
// else. AssumeRole issues keys of the second form, for the account of the role. Accounts are of no organization, unless
// Options.Organization has them.
//
// # Time
//
// Virtual time starts at the real time, runs Options.Speed times as fast, jumps when told to and never goes back, not
// even at a reset. Everything with a status or a date follows it. Sessions of roles end by the client's clock plus the
// jumps: they do not end sooner because jobs run faster, since the client would not know.
//
// # Where it is looser than AWS
//
//	signatures           not checked, nor their date; presigned URLs and SigV4A are refused
//	permissions          callers may do everything, and the service roles of jobs are judged; with
//	                     Options.EnforceCallers, sessions of roles that exist here may do what their policies say.
//	                     Which actions an operation needs is taken from the Service Authorization Reference, not tried
//	AssumeRole           any role ARN will do: neither existence nor trust policy nor session policy is looked at
//	web identity tokens  any text of 4 to 20000 characters will do
//	trust policies       Allow and Deny for the service bedrock.amazonaws.com; the keys aws:SourceAccount and
//	                     aws:SourceArn with the operators for strings and ARNs. Other conditions count as met
//	                     in an Allow and as not met in a Deny
//	identity policies    inline policies: Action, NotAction, Resource, NotResource with wildcards; conditions
//	                     as above, no key is known. Policy variables such as ${aws:username} stand for themselves
//	managed policies     may be attached whether they exist or not. AdministratorAccess, AmazonBedrockFullAccess,
//	                     AmazonS3FullAccess and AmazonS3ReadOnlyAccess are known in outline, others grant nothing
//	                     (there the simulator is stricter than AWS)
//	permission boundary  stored and shown, never judged
//	policy documents     roles that are principals must exist, here; users and accounts need not. Principals are not rewritten
//	                     to ids when a role is deleted; actions need not exist
//	resources of callers Bedrock's are known where the request names them by ARN, and are * elsewhere
//	role propagation     a role can be assumed 8 s after its creation; changes of policies count at once
//	bucket policies      validated and stored, not enforced; nobody but the owner gets at a bucket, whatever they say
//	lifecycle rules      expire nothing
//	objects in archives  cannot be read, and cannot be restored
//	S3's details         ListParts and GetObjectAttributes tell more checksums and fewer parts, ListMultipartUploads has no
//	                     NextKeyMarker, elements repeat their empty namespace, a PUT without a length is one of nothing: no
//	                     client we know looks. A version id of the right form that is none is deleted as S3 does, with success
//	large copies         UploadPartCopy is answered with 501: nothing here copies more than 5 GB
//	unsigned requests    of S3 are refused in S3's format where the user agent says what they are for, else in JSON
//	KMS keys, networks   not looked up: there is no KMS and no EC2 here, so no job fails for want of rights on a key, or in a VPC.
//	                     Of what a role may do, data, teachers, graders and models behind a profile are judged
//	model access         nobody needs permissions of the Marketplace; entitlement is open wherever the model is, and
//	                     authorization does not wait for the use-case form; the form counts in opt-in regions too
//	media of records     the form of a place is looked at, and not whether the image or video is there, how large it is, or
//	                     whether the role may read it
//	output of jobs       the folders below input_status and validated_data have names of their own
//	customization jobs   one account may have any number at one time, unless its standing says how many: AWS begins with 2.
//	                     None stalls unless the standing says so
//	quotas               of IAM: tags, attached policies and sizes of documents; not the number of roles. Of batches:
//	                     records, 100 to 50000 for every model; not the sizes of files, nor the number of jobs
//	inference profiles   those that AWS defines are there for the models of the catalogue; their destinations are in
//	                     part those of their siblings. A new one is known everywhere at once
//	prices               of four regions, in the forms in which AWS publishes them; the amounts are made up. Filters of GetProducts
//	                     compare whole values, whatever their type
//	batch inference      every foundation model and custom model takes batches, as AWS publishes no list that a
//	                     client could read. 100 records are done in a minute. A model does one job of the account at
//	                     a time, others wait. Results are written at the end, not on the way. Answers have the form of
//	                     the model's family and mean nothing; tokens are counted by length; of an input only the
//	                     members that no request can do without are looked for
//
//	copies of models     go to every region that has the base model, take ten minutes, and fail where the source is deleted meanwhile.
//	                     What GetCustomModel tells of a copy, and whether a copy may stay in its region, is not known
//	resource shares      hold custom models and nothing else, and spread in twenty seconds. The organization of an account is its
//	                     standing; an account outside of it has to accept. The name of the managed permission is made up. Which actions
//	                     RAM needs on the model is taken from the User Guide
//
// It is stricter on purpose where that shows a mistake of the client: parameters, headers and members it does not know are
// errors, and lists come in short pages. Where nobody has seen what AWS does, it takes the stricter way too: the name of
// an application inference profile is unique in account and region, a profile cannot be deleted while a job invokes it,
// and the role of a batch that invokes a profile needs bedrock:InvokeModel on the profile and on each model behind it.
package simulator
