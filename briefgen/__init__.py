"""briefgen: news articles in, Markdown briefs and a briefing site out."""

__version__ = "0.1.0"
