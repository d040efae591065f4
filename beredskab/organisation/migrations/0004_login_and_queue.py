"""What the application may do with the tables of Django, allauth and the queue. Only the worker and work touch them."""

from typing import ClassVar

from django.db import migrations

from beredskab.kit.migrations import GlobalTable

ALL = {"beredskab_work": "select,insert,update,delete"}
READ = {"beredskab_work": "select"}
QUEUE = {"beredskab_work": "select,insert,update", "beredskab_worker": "select,insert,update,delete"}
SEQUENCES = "procrastinate_events_id_seq, procrastinate_jobs_id_seq, procrastinate_periodic_defers_id_seq"


class Migration(migrations.Migration):
    """The named exceptions from the rule that a table belongs to an authority."""

    dependencies: ClassVar[list[tuple[str, str]]] = [
        ("organisation", "0003_authorities"),
        ("sessions", "0001_initial"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("account", "0009_emailaddress_unique_primary_email"),
        ("socialaccount", "0006_alter_socialaccount_extra_data"),
        ("mfa", "0003_authenticator_type_uniq"),
        ("procrastinate", "0041_post_retry_failed_job"),
    ]

    operations: ClassVar[list[object]] = [
        GlobalTable("sessions", "Session", ALL | {"beredskab_worker": "select,delete"}),
        GlobalTable("contenttypes", "ContentType", READ),
        GlobalTable("account", "EmailAddress", ALL),
        GlobalTable("account", "EmailConfirmation", ALL),
        GlobalTable("socialaccount", "SocialApp", READ),
        GlobalTable("socialaccount", "SocialAccount", ALL),
        GlobalTable("socialaccount", "SocialToken", ALL),
        GlobalTable("mfa", "Authenticator", ALL),
        GlobalTable("procrastinate", "ProcrastinateJob", QUEUE),
        GlobalTable("procrastinate", "ProcrastinateEvent", QUEUE),
        GlobalTable("procrastinate", "ProcrastinatePeriodicDefer", QUEUE),
        GlobalTable("procrastinate", "ProcrastinateWorker", QUEUE),
        migrations.RunSQL(
            f"grant usage on sequence {SEQUENCES} to beredskab_work, beredskab_worker",
            f"revoke usage on sequence {SEQUENCES} from beredskab_work, beredskab_worker",
        ),
    ]
