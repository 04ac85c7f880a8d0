"""From settings to one episode's plan: do the choices exist, the user's lexicons, the jobs, what they would cost."""
