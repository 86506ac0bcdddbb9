"""What is told to Spark, and what is refused before Spark sees it."""

import pytest

from smoulder.store.engine import Columns
from smoulder.store.spark.engine import spark_path
from smoulder.store.spark.translate import SPARK_TYPES, translated
from tests.store.engine_questions import TYPES


@pytest.mark.parametrize(
    "sql",
    [
        "select no_function_of_anyones(a) from t",
        "select a from t; select b from t",
        "select a from t where",
        "pragma threads = 4",
    ],
)
def test_what_has_no_counterpart_is_refused(sql: str) -> None:
    with pytest.raises(ValueError, match=r"no counterpart in Spark|one query at a time"):
        translated(sql)


def test_a_value_is_left_for_spark_to_fill_in() -> None:
    assert (
        translated("select a from t where b = $b and c = '$c'") == "SELECT a FROM t WHERE b = :b AND c = '$c'"
    )


@pytest.mark.parametrize(
    ("text", "told"),
    [("'Nor''land'", r"'Nor\'land'"), (r"'a\b'", r"'a\\b'"), ("'--'", "'--'"), ("'日本'", "'日本'")],
)
def test_a_text_means_the_same(text: str, told: str) -> None:
    assert translated(f"select {text} as a") == f"SELECT {told} AS a"


@pytest.mark.parametrize("columns", TYPES.values(), ids=TYPES)
def test_every_type_of_an_answer_has_a_name_in_spark(columns: Columns) -> None:
    assert set(columns.values()) <= set(SPARK_TYPES)


def test_an_address_stays_one_and_its_signs_mean_themselves() -> None:
    assert spark_path("s3a://desk/a b{1}.parquet") == r"s3a://desk/a b\{1\}.parquet"
