from briefgen.agencies import agencies, find_agency


def test_an_agency_is_found_by_every_form_it_is_printed_in() -> None:
    for printed in ("AP", "AP Photo", "The Associated Press", "the associated press", "  AP   Photo "):
        agency = find_agency(printed)
        assert agency is not None and agency.name == "AP"


def test_a_short_acronym_is_not_found_in_small_letters() -> None:
    assert find_agency("PA") is not None
    assert find_agency("pa") is None


def test_a_form_inside_other_words_is_not_an_agency() -> None:
    assert find_agency("AP said") is None
    assert find_agency("") is None


def test_no_printed_form_belongs_to_two_agencies() -> None:
    forms = [(form, agency.name) for agency in agencies() for form in agency.forms]
    assert len({form for form, _ in forms}) == len(forms)
