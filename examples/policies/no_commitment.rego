# Nothing that cannot be cancelled: provisioned throughput for a term is charged to its end.
package bedrock.no_commitment

deny contains message if {
	some change in input.resource_changes
	change.type == "bedrock_provisioned_model_throughput"
	"create" in change.change.actions
	term := change.change.after.commitment_duration
	term != null
	message := sprintf("%s: commits to %s, which nobody can cancel", [change.address, term])
}

# A term that is known after the apply only may be one.
deny contains message if {
	some change in input.resource_changes
	change.type == "bedrock_provisioned_model_throughput"
	change.change.after_unknown.commitment_duration == true
	message := sprintf("%s: has a commitment that is not known yet", [change.address])
}
