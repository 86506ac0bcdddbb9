"""Apache Spark, for what one machine cannot hold: events, and the reading of archives."""
