output "scores" {
  value = {
    for kind, job in {
      automatic      = bedrock_evaluation_job.automatic
      judge          = bedrock_evaluation_job.judge
      own_responses  = bedrock_evaluation_job.own_responses
      knowledge_base = bedrock_evaluation_job.knowledge_base
      people         = bedrock_evaluation_job.people
    } : kind => { for s in coalesce(job.scores, []) : s.metric => s.mean }
  }
}
