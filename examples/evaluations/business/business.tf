# What the shop measured while each of the models answered half of its visitors: visitors, orders, revenue, contacts that went on to
# people, and the minutes that these took. A table of your warehouse or a file of your analytics takes the place of this one.
variable "figures_file" {
  description = "CSV file with the shop's figures. Default: the one beside this configuration."
  type        = string
  default     = null
}

variable "tolerance" {
  description = "How much of the champion's conversion and revenue the challenger may lose: 0.02 is two per cent."
  type        = number
  default     = 0.02
}

variable "least_satisfaction" {
  description = "Mean of the judge's satisfaction, 0 to 1, under which the challenger is refused."
  type        = number
  default     = 0.2
}

variable "least_cross_domain" {
  description = "Mean of cross-domain, 0 to 1, in the challenger's worst domain, under which it is refused."
  type        = number
  default     = 0.1
}

variable "most_latency_ms" {
  description = "Milliseconds above which the challenger is refused."
  type        = number
  default     = 5000
}

locals {
  figures = { for row in csvdecode(file(coalesce(var.figures_file, "${path.module}/figures.csv"))) : row.model => row }

  # Scores of each model by metric, one of each domain.
  scores = { for model, job in bedrock_evaluation_job.judged : model => {
    for metric in ["satisfaction", "cross-domain"] : metric => [for s in coalesce(job.scores, []) : s.mean if s.metric == metric]
  } }

  means = { for model, by_metric in local.scores : model => {
    satisfaction = try(sum(by_metric["satisfaction"]) / length(by_metric["satisfaction"]), null)
    worst_domain = try(min(by_metric["cross-domain"]...), null)
  } }

  # Quality, speed and business side by side. Null means that it is not known: the gate refuses that too. Four digits: Terraform computes
  # with more of them than it keeps, and would find a difference in every plan.
  report = { for model in local.models : model => {
    satisfaction        = try(tonumber(format("%.4f", local.means[model].satisfaction)), null)
    worst_domain        = try(tonumber(format("%.4f", local.means[model].worst_domain)), null)
    latency_ms          = bedrock_converse.sample[model].latency_ms
    tokens              = try(bedrock_converse.sample[model].input_tokens + bedrock_converse.sample[model].output_tokens, null)
    conversion          = try(tonumber(format("%.4f", local.figures[model].orders / local.figures[model].visitors)), null)
    revenue_per_visitor = try(tonumber(format("%.4f", local.figures[model].revenue / local.figures[model].visitors)), null)
    contacts_per_hour   = try(tonumber(format("%.4f", 60 * local.figures[model].contacts / local.figures[model].agent_minutes)), null)
  } }
  was = local.report[var.champion]
  now = local.report[var.challenger]
}

# The gate. What depends on it, such as an inference profile or a deployment, is not touched while the challenger is not good enough, and
# the apply fails.
resource "terraform_data" "gate" {
  input = { model = var.challenger, report = local.report }

  lifecycle {
    precondition {
      condition     = try(local.now.satisfaction >= var.least_satisfaction, false)
      error_message = "Customers would not be satisfied with the challenger, or its job is not completed."
    }
    precondition {
      condition     = try(local.now.worst_domain >= var.least_cross_domain, false)
      error_message = "The challenger is not good enough in one of the domains, or its job is not completed."
    }
    precondition {
      condition     = try(local.now.latency_ms <= var.most_latency_ms, false)
      error_message = "The challenger is too slow, or AWS did not tell its latency."
    }
    precondition {
      condition     = try(local.now.conversion >= (1 - var.tolerance) * local.was.conversion, false)
      error_message = "Fewer visitors buy with the challenger than with the champion, or a model is not in the figures."
    }
    precondition {
      condition     = try(local.now.revenue_per_visitor >= (1 - var.tolerance) * local.was.revenue_per_visitor, false)
      error_message = "The shop earns less with the challenger than with the champion, or a model is not in the figures."
    }
  }
}

# Efficiency warns and stops nothing.
check "efficiency" {
  assert {
    condition     = try(local.now.contacts_per_hour >= local.was.contacts_per_hour && local.now.tokens <= 2 * local.was.tokens, false)
    error_message = "People finish fewer contacts in an hour with the challenger, or it needs more than twice the tokens."
  }
}

output "report" {
  value = local.report
}
