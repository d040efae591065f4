"""The plan behind the login. Included under `plan/` by `config.urls_work`."""

from __future__ import annotations

from django.urls import path

from beredskab.plans.views import confirming, deciding, desk, front, outlining, placing, starting

app_name = "plans"

urlpatterns = [
    # the plan
    path("", front.home, name="home"),
    path("revider/", front.revise, name="revise"),
    # begin
    path("ny/", starting.choose, name="start"),
    path("ny/forfra/", starting.empty, name="start_empty"),
    path("ny/filer/", starting.upload, name="upload"),
    path("ny/tjekket/", starting.import_checked, name="import_checked"),
    # one edition
    path("<uuid:edition_id>/", front.edition, name="edition"),
    path("<uuid:edition_id>/trin/<str:verb>/", front.take_step, name="step"),
    path("<uuid:edition_id>/forslag/", placing.placement, name="placement"),
    path("<uuid:edition_id>/forslag/flyt/", placing.move, name="move_passage"),
    path("<uuid:edition_id>/forslag/godkend/", placing.accept, name="accept"),
    path("<uuid:edition_id>/disposition/", outlining.outline, name="outline"),
    path("<uuid:edition_id>/disposition/nyt/", outlining.add, name="outline_add"),
    path("<uuid:edition_id>/disposition/<uuid:section_id>/", outlining.change, name="outline_change"),
    path("<uuid:edition_id>/disposition/<uuid:section_id>/flyt/", outlining.move, name="outline_move"),
    path("<uuid:edition_id>/disposition/<uuid:section_id>/fjern/", outlining.remove, name="outline_remove"),
    # write
    path("<uuid:edition_id>/afsnit/<uuid:section_id>/", desk.section, name="section"),
    path("<uuid:edition_id>/afsnit/<uuid:section_id>/gem/", desk.save, name="save"),
    path("<uuid:edition_id>/afsnit/<uuid:section_id>/klar/", desk.done, name="done"),
    path("<uuid:edition_id>/afsnit/<uuid:section_id>/kommentar/", desk.comment, name="comment"),
    path("<uuid:edition_id>/afsnit/<uuid:section_id>/kommentar/<uuid:comment_id>/", desk.resolve, name="resolve"),
    path("<uuid:edition_id>/afsnit/<uuid:section_id>/versioner/", desk.versions, name="versions"),
    path("<uuid:edition_id>/afsnit/<uuid:section_id>/versioner/<int:number>/", desk.restore, name="restore"),
    path("<uuid:edition_id>/afsnit/<uuid:section_id>/to-tekster/<int:number>/", desk.conflict, name="conflict"),
    # confirm, decide, publish
    path("<uuid:edition_id>/krav/", confirming.confirm, name="confirm"),
    path("<uuid:edition_id>/krav/bekraeft/", confirming.confirm_several, name="confirm_several"),
    path("<uuid:edition_id>/krav/<slug:element_id>/", confirming.requirement, name="requirement"),
    path("<uuid:edition_id>/byraad/", deciding.council, name="council"),
    path("<uuid:edition_id>/vedtagelse/", deciding.adopt, name="adopt"),
    path("<uuid:edition_id>/offentliggoerelse/", deciding.publish, name="publish"),
    path("<uuid:edition_id>/sammenlign/<uuid:other_id>/", deciding.compare, name="compare"),
]
