"""Every setting: what it is called, where its value comes from, and what is wrong with it.

In the order in which a settings file meets them:

models.py        `Settings`: every section and key, with its default and description
schema.py        which field or table of `Settings` a key path names
environment.py   values from GNOMON_SECTION__KEY variables
loading.py       `load`: defaults, then the TOML file, then the environment; `Origins` of every value
toml_lines.py    the line of the TOML file on which a key stands
errors.py        `BadSettings`, and a message for each mistake in a single key
cross_checks.py  mistakes that show only when several keys are read together
config_text.py   settings as TOML: config.example.toml, and the settings in force with their origins
shown.py         the settings in force for the dashboard
"""
