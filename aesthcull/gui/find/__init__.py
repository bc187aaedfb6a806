"""Finding frames: the filter bar, its panel and chips, saved filters, and frames similar to one."""
