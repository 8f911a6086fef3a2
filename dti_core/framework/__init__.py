"""A framework (bộ chỉ số) as data: model, loader, catalogue of problems."""
