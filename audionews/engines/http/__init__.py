"""Speech services that are described in TOML: ours under `services/`, the user's in `[engines.http.NAME]`."""
