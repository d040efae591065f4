"""The one outbox: what people are told by mail, which is never more than that something waits for them.

`actions.send` writes a message in the transaction of the act that causes it; `sender` runs in the worker and sends.
"""
