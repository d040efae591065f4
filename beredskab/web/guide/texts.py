"""What the questions and the roads say. The words are ours."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from beredskab.web.guide.answers import Known, Urgency, Who, Whom
from beredskab.web.guide.rules import Road

Text = str | Promise


@dataclass(frozen=True, slots=True)
class Question:
    """One question: its heading, and a label and a line of explanation per answer code."""

    title: Text
    options: dict[str, tuple[Text, Text]]


@dataclass(frozen=True, slots=True)
class Words:
    """A road in words. `kinds` are the contact points it shows; `instead` is said where the municipality has none."""

    title: Text
    text: tuple[Text, ...]
    then: Text = ""
    kinds: tuple[str, ...] = ()
    instead: Text = ""


QUESTIONS: Final = {
    "who": Question(
        _("Who are you?"),
        {
            Who.CITIZEN: (_("A citizen"), _("A relative, friend, neighbour, classmate or colleague.")),
            Who.EMPLOYEE: (
                _("An employee, or I work with the person"),
                _("A teacher, a caseworker, a nurse, a coach. Also if you are in doubt whether it is your task."),
            ),
            Who.SELF: (_("I seek help for myself"), _("I am on my way into something, or I want out.")),
        },
    ),
    "whom": Question(
        _("Whom does it regard?"),
        {
            Whom.CHILD: (_("A child or a young person under 18"), _("Also if you are not sure of the age.")),
            Whom.ADULT: (_("An adult"), _("18 or older, without children around as far as you know.")),
            Whom.CLOSE: (_("A parent, or another adult close to a child"), _("A child lives with it, too.")),
            Whom.GROUP: (
                _("A group, a place or something online"),
                _("A milieu, a meeting place, a channel, graffiti."),
            ),
        },
    ),
    "urgency": Question(
        _("How urgent is it?"),
        {
            Urgency.NOW: (_("Somebody is in danger now"), _("Violence, threats, weapons, or somebody about to do it.")),
            Urgency.TODAY: (_("It cannot wait until tomorrow"), _("You are afraid that something happens soon.")),
            Urgency.LATER: (_("It can wait until tomorrow"), _("You are worried, but nobody is in danger now.")),
        },
    ),
    "known": Question(
        _("What do you know?"),
        {
            Known.CONCRETE: (
                _("I have seen or heard something concrete"),
                _("About violence, threats, plans or another crime. It can be something that somebody has told you."),
            ),
            Known.SIGNS: (_("I see signs, or a change"), _("Something is different, and it worries you.")),
            Known.UNSURE: (_("I am not sure"), _("A feeling is enough to ask for advice.")),
        },
    ),
}

_INFOHUS_INSTEAD = _(
    "The municipality has not given its own number here. Call its main number and ask for the coordinator of Infohus."
)
_CHILD_INSTEAD = _(
    "The municipality has not given its own number here. Call its main number and ask for those who receive"
    " notifications about children."
)

ROADS: Final[dict[Road, Words]] = {
    Road.DANGER: Words(
        _("Call 112 now"),
        (
            _("Get yourself to safety first. Say where you are, what is happening, and who is in danger."),
            _("When the call has been made, the steps below are what comes after."),
        ),
    ),
    Road.POLICE: Words(
        _("Tell the police what you have seen or heard"),
        (_("Call 114 and say exactly what was said or done, by whom, when and where. Then take the steps below."),),
    ),
    Road.MANAGER: Words(
        _("Talk with your manager now, and follow your action card"),
        (
            _("Say what you have seen and heard. The action card says who does what at your workplace."),
            _("If you cannot reach your manager, go on without. Do not wait."),
        ),
        _("You agree who calls, and who keeps an eye on the person meanwhile."),
    ),
    Road.NOTIFY_133: Words(
        _("Notify: it is your own duty (section 133 of the Children's Act)"),
        (
            _("The duty is personal. You cannot pass it on to your manager, and you cannot be anonymous in your job."),
            _("Do you not work for the public, as a volunteer coach? Then section 135 applies to you."),
            _("Are you afraid of violence or control at home? Then ask those who receive it before you talk with the"
              " parents."),
        ),
        _("The municipality assesses the notification within 24 hours, answers you within six weekdays, and tells you"
          " whether it has begun an examination or help."),
        ("notifications", "form"),
        _CHILD_INSTEAD,
    ),
    Road.NOTIFY_135: Words(
        _("Notify the municipality about the child (section 135 of the Children's Act)"),
        (
            _("Everybody must notify when a child may be in danger or not thriving. You need not be certain."),
            _("You may be anonymous. If you give your name, the family may come to know it: nobody can promise you"
              " otherwise."),
        ),
        _("The municipality assesses the notification within 24 hours. If you give your name, you get an answer within"
          " six weekdays that it has arrived. You are not told what happens after that."),
        ("notifications", "form"),
        _CHILD_INSTEAD,
    ),
    Road.INFOHUS: Words(
        _("Tell Infohus about your concern"),
        (
            _("Infohus is where the municipality and the police help each other when somebody may be on the way into"
              " extremism. You can ask for advice without naming the person."),
            _("You may be anonymous. If you give your name, secrecy cannot be promised."),
        ),
        _("The coordinator reads it, the police say whether they must handle it, and otherwise the municipality and"
          " others look at what can help. You are not told what happens in the case."),
        ("coordinator",),
        _INFOHUS_INSTEAD,
    ),
    Road.GROUP: Words(
        _("Talk with SSP, the school or the local police"),
        (
            _("Tell what you see, where and when. You need not name anybody: nobody makes a list of who belongs to a"
              " group."),
            _("Is one person in particular on your mind? Then go back and choose a child or an adult."),
        ),
        _("They know the place, talk with those around it, and can be present. A person is only looked at if there is"
          " a concern about that person."),
        ("school",),
        _("The municipality has not given its own number here. Call the school, or the local police on 114."),
    ),
    Road.HOTLINE: Words(
        _("Talk it through with the national hotline"),
        (_("Advice for relatives and professionals who are worried about extremism. You may be anonymous."),),
        _("They listen, advise you, and can say whom in your municipality to turn to."),
        ("hotline",),
    ),
    Road.COUNSELLING: Words(
        _("Call the counselling"),
        (
            _("It is free, and it is for you who are afraid of being drawn in, or who want out (section 12 b of the"
              " Social Services Act)."),
            _("Nobody reports you to the police because you ask for help."),
        ),
        _("A counsellor listens. You decide whether there will be a next talk."),
        ("counselling",),
        _("The municipality has not given its own number here. Call its main number and ask for counselling under"
          " section 12 b. You need not say why."),
    ),
    Road.YOUR_WORDS: Words(
        _("Tell as much or as little as you want"),
        (
            _("Ask first who will know what you say. You need not give your name in the first talk."),
            _("If you tell of a danger to somebody's life, the counsellor may have to act. Ask about that, too."),
            _("Are you under 18? Then say so: ask who else will know before you go on."),
        ),
    ),
    Road.TOGETHER: Words(
        _("Find out together what helps"),
        (
            _("It may be a mentor or a contact person, help with home, school or work, or somebody to talk with."),
            _("Bring somebody you trust if you like."),
        ),
        _("Nothing is begun without your yes."),
    ),
    Road.WRITE_DOWN: Words(
        _("Write down what you have seen and heard"),
        (_("Where, when, and the words that were used. Keep it apart from what you think it means."),),
        _("It makes the talk easier, and you remember it as it was."),
    ),
    Road.STAY: Words(
        _("Stay in touch, if you safely can"),
        (
            _("A person who is on the way in often loses everybody else. Listen, ask, and say that you are worried"
              " because you care."),
            _("You need not win a discussion, and you must not investigate anything yourself."),
        ),
    ),
}  # fmt: skip

FOR_EMPLOYEES: Final[dict[Road, Words]] = {
    Road.INFOHUS: Words(
        ROADS[Road.INFOHUS].title,
        (
            _("Infohus is where the municipality and the police help each other when somebody may be on the way into"
              " extremism. You can ask for advice without naming the person."),
            _("When you report in your job, you give your name and your unit."),
        ),
        ROADS[Road.INFOHUS].then,
        ROADS[Road.INFOHUS].kinds,
        _INFOHUS_INSTEAD,
    ),
    Road.HOTLINE: Words(
        ROADS[Road.HOTLINE].title,
        (_("Advice for relatives and professionals who are worried about extremism. You need not name the person."),),
        ROADS[Road.HOTLINE].then,
        ROADS[Road.HOTLINE].kinds,
    ),
}  # fmt: skip

BESIDE_NOTIFICATION: Final = _("This comes beside the notification, never instead of it.")

FOR_SELF: Final[dict[Road, Words]] = {
    Road.DANGER: Words(
        _("Call 112 now"),
        (
            _("Are you about to hurt yourself or others, or is somebody after you? Call 112. They come to help."),
            _("When you are safe, the steps below are for you."),
        ),
    ),
}


def words(road: Road, who: Who | None) -> Words:
    """A road in the words that fit who is asking."""
    own = {Who.EMPLOYEE: FOR_EMPLOYEES, Who.SELF: FOR_SELF}.get(who, {}) if who else {}
    return own.get(road, ROADS[road])
