"""The reviewer's desk: where annotators differ, case by case, and what becomes gold."""
