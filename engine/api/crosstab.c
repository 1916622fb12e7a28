/* SPDX-License-Identifier: MIT
 *
 * One facet by another; texts are not looked at.
 */
#include "mining/crosstab.h"

#include "api/mining.h"

enum { USUAL_TOP = 20 };

static ayes_status count_record(void *user, const ayes_mining_record *record, ayes_error *error) {
  return ayes_crosstab_add(user, record, error);
}

static ayes_status prepare(ayes_crosstab *table, const ayes_crosstab_options *options,
                           ayes_error *error) {
  ayes_status status =
      ayes_mining_facet("the rows' facet", options->rows, AYES_FACET_STANCE, &table->rows, error);
  if (status == AYES_OK)
    status = ayes_mining_facet("the columns' facet", options->columns, AYES_FACET_GROUP,
                               &table->columns, error);
  if (status != AYES_OK) return status;
  if (table->columns == AYES_FACET_TOPIC)
    return ayes_error_set(
        error, AYES_BAD_USAGE,
        "topics cannot be columns, as an answer may have several: make them rows");
  if (table->rows == table->columns)
    return ayes_error_set(error, AYES_BAD_USAGE, "rows and columns are both %s",
                          ayes_facet_name(table->rows));
  return AYES_OK;
}

ayes_status ayes_crosstabulate(const ayes_mining *mining, const ayes_crosstab_options *options,
                               ayes_sink sink, ayes_error *error) {
  static const ayes_crosstab_options usual = {0};
  ayes_crosstab table = {0};
  ayes_buffer buffer = {0};
  ayes_mining_writer writer;
  if (!options) options = &usual;
  ayes_mining_run run = {.mining = mining, .visit = count_record, .user = &table};
  ayes_status status = ayes_mining_writer_set(mining, &buffer, &writer, error);
  if (status == AYES_OK) status = prepare(&table, options, error);
  if (status == AYES_OK) status = ayes_mining_read(&run, error);
  if (status == AYES_OK) status = ayes_crosstab_finish(&table, error);
  writer.quarantined = run.quarantined;
  if (status == AYES_OK)
    ayes_crosstab_write(&writer, &table, options->top ? options->top : USUAL_TOP);
  ayes_crosstab_release(&table);
  return ayes_sink_finish(&sink, &buffer, status, error);
}
