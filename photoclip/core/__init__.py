"""Plain data, events, errors and ports: what every other layer may rely on."""
