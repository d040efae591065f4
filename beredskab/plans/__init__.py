"""The plan from first text to published page: writing, confirming, adoption, publication, revision."""
