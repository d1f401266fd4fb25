"""Budget: the upper amount that people name, and its currency."""

import pytest

from frontdesk.model.money import Money
from frontdesk.signals.budget import budget_signal
from signals.samples import piped

NAMED = """
40k EUR | 40000 | EUR
40K€ | 40000 | EUR
€40k | 40000 | EUR
$5,000 | 5000 | USD
5.000 € | 5000 | EUR
1.234,56 EUR | 1234.56 | EUR
5,000.00 USD | 5000 | USD
100–300 тыс. руб. | 300000 | RUB
до 500 000 ₽ | 500000 | RUB
от 50 до 100 тыс | 100000 | -
1,5 млн руб | 1500000 | RUB
100 000р | 100000 | RUB
ok. 20 000 zł | 20000 | PLN
15 tys PLN | 15000 | PLN
2 mln zł | 2000000 | PLN
50 000 Kč | 50000 | CZK
1'500 CHF | 1500 | CHF
5k-10k USD | 10000 | USD
20-30k | 30000 | -
10 000+ | 10000 | -
under £5k | 5000 | GBP
3 months, 5000 EUR | 5000 | EUR
２０ 000 zł | 20000 | PLN
not sure | - | -
900 EUR in 2027 | 900 | EUR
2026: $900 | 900 | USD
100 EUR 2026 | 100 | EUR
EUR 1500-2030 | 2030 | EUR
2030 zł | 2030 | PLN
2кк | 2000000 | -
10% | - | -
10 users | - | -
12.05.2024 | - | -
99999999999999999 | - | -
"""
ROWS = [tuple(part.strip() for part in line.split("|")) for line in NAMED.strip().splitlines()]


@pytest.mark.parametrize(("field", "amount", "currency"), ROWS, ids=[field for field, _, _ in ROWS])
def test_the_upper_amount_and_its_currency_are_read(field, amount, currency):
    told = budget_signal(field)

    assert told.amount == (None if amount == "-" else float(amount))
    assert (told.currency or "-") == currency


def test_a_blank_field_is_unknown():
    assert budget_signal("  ").amount is None


TYPED = [*piped("budgets.csv"), *piped("budgets_more.csv")]


@pytest.mark.parametrize("row", TYPED, ids=[row["text"] for row in TYPED])
def test_a_budget_is_read_as_people_type_it(row):
    told = budget_signal(row["text"])

    assert told.named == (None if row["amount"] == "-" else float(row["amount"]))
    assert (told.currency or "-") == row["currency"]


EURO = Money(currency="EUR", rates={"PLN": 0.23, "USD": 0.92})


@pytest.mark.parametrize(
    ("field", "amount", "named"),
    [
        ("100 000 zł", 23_000, 100_000),
        ("$10k", 9_200, 10_000),
        ("20k EUR", 20_000, 20_000),
        ("20k", 20_000, 20_000),
        ("500 тыс. руб.", None, 500_000),
        ("not sure", None, None),
    ],
)
def test_the_amount_is_in_the_desks_currency_where_its_rate_is_known(field, amount, named):
    told = budget_signal(field, EURO)

    assert (told.amount, told.named) == (amount, named)


def test_without_a_currency_of_the_desk_the_amount_is_the_one_named():
    assert budget_signal("100 000 zł").amount == 100_000
