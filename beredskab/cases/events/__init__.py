"""The events of the road in sentences, for the page that shows the record."""
