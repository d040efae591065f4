"""The `beredskab` command. Each subcommand is a module, imported only when it is asked for."""
