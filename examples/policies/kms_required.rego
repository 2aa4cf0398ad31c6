# What holds data or models is encrypted with a key of your own. Each type names the argument that says so.
package bedrock.kms_required

key_of := {
	"bedrock_model_customization_job": "custom_model_kms_key_id",
	"bedrock_custom_model": "model_kms_key_arn",
	"bedrock_imported_model": "imported_model_kms_key_id",
	"bedrock_data_bucket": "kms_key_id",
}

deny contains message if {
	some change in input.resource_changes
	argument := key_of[change.type]
	"create" in change.change.actions
	not has_key(change.change, argument)
	message := sprintf("%s: has no %s", [change.address, argument])
}

has_key(change, argument) if change.after[argument] != null

# A key that the same plan makes has no ARN yet.
has_key(change, argument) if change.after_unknown[argument] == true
