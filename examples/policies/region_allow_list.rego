# Data stays in these regions. Every regional type of the provider has its region in the plan.
package bedrock.region_allow_list

allowed := {"eu-central-1", "eu-west-1", "us-east-1"}

deny contains message if {
	some change in input.resource_changes
	startswith(change.type, "bedrock_")
	makes(change.change.actions)
	region := change.change.after.region
	not region in allowed
	message := sprintf("%s: is in %s, which is not allowed", [change.address, region])
}

# A region that is known after the apply only cannot be judged before it.
deny contains message if {
	some change in input.resource_changes
	startswith(change.type, "bedrock_")
	makes(change.change.actions)
	change.change.after_unknown.region == true
	message := sprintf("%s: has a region that is not known yet", [change.address])
}

makes(actions) if "create" in actions
