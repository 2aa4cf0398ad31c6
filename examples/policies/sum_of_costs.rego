# What everything together costs that a plan creates. The provider's cost_ceiling looks at one object at a time; this looks at all of them.
package bedrock.sum_of_costs

limits := {"one_time": 100, "monthly": 500}

currency := "USD"

# The types that cost money by being made, or by being there.
priced := {
	"bedrock_evaluation_job",
	"bedrock_model_customization_job",
	"bedrock_model_invocation_job",
	"bedrock_provisioned_model_throughput",
}

created contains change if {
	some change in input.resource_changes
	change.type in priced
	"create" in change.change.actions
}

amounts(kind) := {change.address: to_number(change.change.after.cost_estimate[kind]) |
	some change in created
	change.change.after.cost_estimate.currency == currency
	change.change.after.cost_estimate[kind] != null
}

deny contains message if {
	some kind, limit in limits
	total := sum([amount | some amount in amounts(kind)])
	total > limit
	message := sprintf("the plan costs %v %s (%s), and the limit is %v", [total, currency, kind, limit])
}

# A sum with something in it that nobody knows is no sum.
deny contains message if {
	some change in created
	some kind in object.keys(limits)
	not change.address in object.keys(amounts(kind))
	message := sprintf("%s: %s is not known in %s", [change.address, kind, currency])
}
