"""What changing pressure did to violence: matched departures, group-time effects, hazard and rate ratios, pooling."""
