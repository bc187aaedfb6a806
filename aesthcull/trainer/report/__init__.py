"""The report that stays beside a trained model: plots, a page, tables."""
