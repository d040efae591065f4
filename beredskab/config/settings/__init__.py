"""One settings module per process: public, work, worker; owner for migrations and operators; test for the suite."""
