# A gallery like that of the console, by provider and task. terraform apply -var by_provider=Meta asks other models; -var by_task=extraction has
# one kind of prompt only; an empty text means all. Some vendors want their terms accepted first: step 1 with vendor_models.

variable "by_provider" {
  description = "Whose models are asked; an empty text means all."
  type        = string
  default     = "Amazon"
}

variable "by_task" {
  description = "Which kind of prompts: chat, classification, code, extraction, generation, image, question, reasoning, rewriting or summary; an empty text means all."
  type        = string
  default     = ""
}

locals {
  chosen = {
    for name, example in local.gallery : name => example
    if contains(["", example.provider], var.by_provider) && contains(["", example.task], var.by_task)
  }
  chosen_pictures = {
    for name, example in local.pictures : name => example
    if contains(["", example.provider], var.by_provider) && contains(["", "image"], var.by_task)
  }

  complaint = "I waited 40 minutes at dock 12 on Friday. The app said five bikes, and there was none. I took a taxi for 18 euros. Please pay it back."

  gallery = {
    amazon-classification = {
      provider = "Amazon", task = "classification", model_id = "amazon.nova-micro-v1:0", max_tokens = 20, temperature = 0
      prompt   = "Is this ticket about an accident, the app, a bike, billing or a dock? Answer with one word.\n\n${local.complaint}"
    }
    amazon-extraction = {
      provider = "Amazon", task = "extraction", model_id = "amazon.nova-micro-v1:0", max_tokens = 200, temperature = 0
      prompt   = "Answer with a JSON object of dock, waiting_minutes and euros, and nothing else.\n\n${local.complaint}"
    }
    amazon-summary = {
      provider = "Amazon", task = "summary", model_id = "amazon.nova-lite-v1:0", max_tokens = 100, temperature = 0
      prompt   = "Summarize in ten words.\n\n${local.complaint}"
    }
    amazon-rewriting = {
      provider = "Amazon", task = "rewriting", model_id = "amazon.nova-lite-v1:0", max_tokens = 200, temperature = 0.3
      prompt   = "Say this so that nobody is offended: Your app is rubbish, and whoever wrote it never rode a bike."
    }
    amazon-reasoning = {
      provider = "Amazon", task = "reasoning", model_id = "amazon.nova-pro-v1:0", max_tokens = 400, temperature = 0
      prompt   = "A dock has 20 places. 7 bikes are there, every 10 minutes 3 go and 4 come. When is it full? Show each step."
    }
    anthropic-code = {
      provider = "Anthropic", task = "code", model_id = "us.anthropic.claude-haiku-4-5-20251001-v1:0", max_tokens = 500, temperature = 0
      prompt   = "Write a SQL query for the five docks with the most returns last week. The table is rides(id, dock_id, returned_at)."
    }
    anthropic-question = {
      provider = "Anthropic", task = "question", model_id = "us.anthropic.claude-haiku-4-5-20251001-v1:0", max_tokens = 200, temperature = 0
      prompt   = "Answer from the rules only. Rules: a ride of up to 30 minutes is free; each further half hour is 2 euros.\n\nWhat does a ride of 75 minutes cost?"
    }
    meta-generation = {
      provider = "Meta", task = "generation", model_id = "us.meta.llama3-3-70b-instruct-v1:0", max_tokens = 300, temperature = 0.7
      prompt   = "Write a notice of 60 words for the dock at the town hall, which is closed for a week."
    }
    meta-chat = {
      provider = "Meta", task = "chat", model_id = "us.meta.llama4-scout-17b-instruct-v1:0", max_tokens = 200, temperature = 0.5
      prompt   = "You are the help desk of a bicycle hire service. A customer says: Hello, is anybody there? Greet, and ask what it is about."
    }
    mistral-extraction = {
      provider = "Mistral AI", task = "extraction", model_id = "mistral.ministral-3-8b-instruct", max_tokens = 200, temperature = 0
      prompt   = "List every amount of money and every duration in this text, one a line.\n\n${local.complaint}"
    }
    mistral-code = {
      provider = "Mistral AI", task = "code", model_id = "mistral.devstral-2-123b", max_tokens = 500, temperature = 0
      prompt   = "Write a Python function that tells from a list of (start, end) how many bikes were out at the same time at most."
    }
    ai21-summary = {
      provider = "AI21 Labs", task = "summary", model_id = "ai21.jamba-1-5-mini-v1:0", max_tokens = 100, temperature = 0
      prompt   = "What does this customer want, in one sentence?\n\n${local.complaint}"
    }
    deepseek-reasoning = {
      provider = "DeepSeek", task = "reasoning", model_id = "us.deepseek.r1-v1:0", max_tokens = 800, temperature = 0
      prompt   = "A van takes 12 bikes. Dock A has 9 bikes too many, B lacks 7, and C lacks 4. Plan its tour, and say what is still missing at the end."
    }
  }

  pictures = {
    stability-dock = {
      provider = "Stability AI", model_id = "stability.sd3-5-large-v1:0"
      prompt   = "A bicycle dock in front of an old town hall, morning light, watercolour"
    }
    stability-poster = {
      provider = "Stability AI", model_id = "stability.stable-image-core-v1:1"
      prompt   = "A poster for a bicycle hire service: one red cargo bike on a green hill, flat colours, no letters"
    }
  }
}
