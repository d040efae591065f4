"""The site's shell: base templates, components, error pages, the public pages and the check online. No tables."""
