"""Briefs and a theme -> a static site: `publishing.publish` is the way in."""
