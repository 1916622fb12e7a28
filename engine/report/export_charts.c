/* SPDX-License-Identifier: MIT
 *
 * Vega-Lite specifications with their data inside: each opens on its own, without a server. Colours
 * by stance always go with a legend, numbers in the bars and a tooltip: nothing is said by colour
 * alone.
 */
#include "report/export_parts.h"

#include "base/json.h"
#include "base/memory.h"
#include "tally/labels.h"

static const char *const files[] = {"charts/stance.vl.json", "charts/share.vl.json",
                                    "charts/ticks.vl.json", "charts/topics.vl.json", NULL};
enum { CHARTS = 4 };

typedef struct chart {
  const char *title;
  const char *about;
  const char *measures; /* "|" between */
  const char *category; /* the only one wanted; NULL: all */
  const char *body;     /* @ stands for the colours of stances */
} chart;

#define STACKED "\"x\": {\"field\": \"value\", \"type\": \"quantitative\", \"stack\": \"zero\", "

#define STANCE_BARS(end)                                                                         \
  "\"layer\": [\n"                                                                               \
  "    {\"mark\": {\"type\": \"bar\", \"stroke\": \"white\"}, \"encoding\": {\n"                 \
  "      " STACKED                                                                               \
  "\"title\": \"Texts\"},\n"                                                                     \
  "      \"color\": {\"field\": \"stance\", \"type\": \"nominal\", \"title\": \"Stance\",\n"     \
  "        \"scale\": @}}},\n"                                                                   \
  "    {\"mark\": {\"type\": \"text\", \"fontWeight\": \"bold\"}, \"encoding\": {\n"             \
  "      " STACKED                                                                               \
  "\"bandPosition\": 0.5},\n"                                                                    \
  "      \"detail\": {\"field\": \"stance\"}, \"text\": {\"field\": \"value\"},\n"               \
  "      \"color\": {\"condition\": {\"value\": \"white\", \"test\":\n"                          \
  "        \"datum.stance == 'support' || datum.stance == 'oppose'\"}, \"value\": \"black\"},\n" \
  "      \"opacity\": {\"condition\": {\"test\": \"datum.value > 0\", \"value\": 1}, "           \
  "\"value\": 0}}}\n"                                                                            \
  "  ]" end

static const chart charts[CHARTS] = {
    {"What the texts say",
     "One bar for each question: how many texts support, are mixed, oppose "
     "or take no side.",
     "stance", NULL,
     "  \"transform\": [\n"
     "    {\"filter\": \"datum.category != 'blank'\"},\n"
     "    {\"calculate\": \"datum.category\", \"as\": \"stance\"},\n"
     "    {\"calculate\": \"indexof(['support', 'mixed', 'oppose', 'neutral'], datum.stance)\", "
     "\"as\": \"place\"}],\n"
     "  \"width\": 480, \"height\": {\"step\": 32},\n"
     "  \"encoding\": {\n"
     "    \"y\": {\"field\": \"question\", \"type\": \"nominal\", \"sort\": null, \"title\": "
     "\"Question\"},\n"
     "    \"order\": {\"field\": \"place\"},\n"
     "    \"tooltip\": [{\"field\": \"question\"}, {\"field\": \"stance\"}, {\"field\": "
     "\"value\"}, {\"field\": \"of\"}]},\n"
     "  " STANCE_BARS("\n")},
    {"Share of support",
     "One point for each question: the share of support among texts that take a side, with its "
     "95 % interval.",
     "side", "support",
     "  \"transform\": [{\"filter\": \"isValid(datum.share)\"}],\n"
     "  \"width\": 480, \"height\": {\"step\": 32},\n"
     "  \"encoding\": {\"y\": {\"field\": \"question\", \"type\": \"nominal\", \"sort\": null, "
     "\"title\": \"Question\"}},\n"
     "  \"layer\": [\n"
     "    {\"mark\": {\"type\": \"rule\", \"color\": \"#3D3D3D\", \"strokeDash\": [4, 4]}, "
     "\"encoding\": {\"x\": {\"datum\": 0.5}, \"y\": null}},\n"
     "    {\"mark\": {\"type\": \"rule\", \"color\": \"#12436D\", \"size\": 3}, \"encoding\": {\n"
     "      \"x\": {\"field\": \"low\", \"type\": \"quantitative\", \"title\": \"Share of "
     "support\",\n"
     "        \"scale\": {\"domain\": [0, 1]}, \"axis\": {\"format\": \".0%\"}},\n"
     "      \"x2\": {\"field\": \"high\"}}},\n"
     "    {\"mark\": {\"type\": \"point\", \"filled\": true, \"size\": 120, \"color\": "
     "\"#12436D\"}, \"encoding\": {\n"
     "      \"x\": {\"field\": \"share\", \"type\": \"quantitative\"},\n"
     "      \"tooltip\": [{\"field\": \"question\"}, {\"field\": \"value\"}, {\"field\": "
     "\"of\"}, {\"field\": \"share\", \"format\": \".1%\"}, {\"field\": \"low\", \"format\": "
     "\".1%\"}, {\"field\": \"high\", \"format\": \".1%\"}]}}\n"
     "  ]\n"},
    {"Ticks",
     "For each question how often each option was ticked, and how often the survey "
     "recorded it.",
     "answer|recorded", NULL,
     "  \"transform\": [{\"calculate\": \"datum.measure == 'answer' ? 'in the results' : 'as "
     "recorded'\", \"as\": \"counted\"}],\n"
     "  \"facet\": {\"row\": {\"field\": \"question\", \"type\": \"nominal\", \"sort\": null, "
     "\"title\": \"Question\"}},\n"
     "  \"resolve\": {\"scale\": {\"y\": \"independent\"}},\n"
     "  \"spec\": {\"width\": 480, \"height\": {\"step\": 16},\n"
     "    \"encoding\": {\n"
     "      \"y\": {\"field\": \"category\", \"type\": \"nominal\", \"sort\": null, \"title\": "
     "null},\n"
     "      \"yOffset\": {\"field\": \"counted\", \"sort\": null},\n"
     "      \"x\": {\"field\": \"value\", \"type\": \"quantitative\", \"title\": \"Answers\"},\n"
     "      \"tooltip\": [{\"field\": \"question\"}, {\"field\": \"category\"}, {\"field\": "
     "\"counted\"}, {\"field\": \"value\"}]},\n"
     "    \"layer\": [\n"
     "      {\"mark\": \"bar\", \"encoding\": {\"color\": {\"field\": \"counted\", \"type\": "
     "\"nominal\", \"title\": \"Counted\",\n"
     "        \"scale\": {\"domain\": [\"in the results\", \"as recorded\"], \"range\": "
     "[\"#12436D\", \"#28A197\"]}}}},\n"
     "      {\"mark\": {\"type\": \"text\", \"align\": \"left\", \"dx\": 4}, \"encoding\": "
     "{\"text\": {\"field\": \"value\"}}}]}\n"},
    {"Topics by stance",
     "For each question its twelve commonest topics, and what the texts that name them say.",
     "topic_support|topic_oppose|topic_mixed|topic_neutral", NULL,
     "  \"transform\": [\n"
     "    {\"calculate\": \"substring(datum.measure, 6)\", \"as\": \"stance\"},\n"
     "    {\"calculate\": \"indexof(['support', 'mixed', 'oppose', 'neutral'], datum.stance)\", "
     "\"as\": \"place\"},\n"
     "    {\"joinaggregate\": [{\"op\": \"sum\", \"field\": \"value\", \"as\": \"total\"}], "
     "\"groupby\": [\"question\", \"category\"]},\n"
     "    {\"window\": [{\"op\": \"dense_rank\", \"as\": \"rank\"}], \"groupby\": "
     "[\"question\"],\n"
     "      \"sort\": [{\"field\": \"total\", \"order\": \"descending\"}, {\"field\": "
     "\"category\", \"order\": \"ascending\"}]},\n"
     "    {\"filter\": \"datum.rank <= 12\"}],\n"
     "  \"facet\": {\"row\": {\"field\": \"question\", \"type\": \"nominal\", \"sort\": null, "
     "\"title\": \"Question\"}},\n"
     "  \"resolve\": {\"scale\": {\"y\": \"independent\"}},\n"
     "  \"spec\": {\"width\": 480, \"height\": {\"step\": 24},\n"
     "  \"encoding\": {\n"
     "    \"y\": {\"field\": \"category\", \"type\": \"nominal\", \"title\": \"Topic\", \"sort\": "
     "{\"field\": \"total\", \"op\": \"max\", \"order\": \"descending\"}},\n"
     "    \"order\": {\"field\": \"place\"},\n"
     "    \"tooltip\": [{\"field\": \"question\"}, {\"field\": \"category\"}, {\"field\": "
     "\"stance\"}, {\"field\": \"value\"}]},\n"
     "  " STANCE_BARS("}\n")},
};

typedef struct chart_writer {
  const char *folder;
  ayes_export_folder charts;
  ayes_output *outputs[CHARTS];
} chart_writer;

static ayes_status close_charts(void *writer, bool keep, ayes_error *error) {
  chart_writer *it = writer;
  if (!it) return AYES_OK;
  ayes_status status = ayes_export_outputs_close(it->outputs, CHARTS, keep, NULL, error);
  ayes_export_folder_close(&it->charts, keep && status == AYES_OK);
  ayes_memory_free(it);
  return status;
}

static ayes_status open_charts(const ayes_export_job *job, void **writer, ayes_error *error) {
  chart_writer *it = ayes_memory_new_zeroed(1, sizeof *it);
  if (!it) return ayes_error_memory(error);
  *writer = it;
  it->folder = job->folder;
  return ayes_export_folder_open(job->folder, "charts", &it->charts, error);
}

static bool is_among(const char *names, const char *name) {
  ayes_span rest = ayes_span_of(names), piece;
  while (ayes_span_split(&rest, '|', &piece))
    if (ayes_span_equal(piece, ayes_span_of(name))) return true;
  return false;
}

static bool is_wanted(const chart *it, const ayes_figure *figure) {
  if (figure->level != AYES_LEVEL_ALL || !is_among(it->measures, figure->measure)) return false;
  return !it->category || ayes_span_equal(figure->category, ayes_span_of(it->category));
}

static void add_values(ayes_buffer *buffer, const chart *it, const ayes_figure_list *list) {
  const ayes_table *table = ayes_export_table(AYES_TABLE_SUMMARY);
  ayes_cell cells[AYES_COLUMN_LIMIT];
  bool first = true;
  for (size_t i = 0; i < list->count; i++) {
    if (!is_wanted(it, &list->items[i])) continue;
    ayes_buffer_add_text(buffer, first ? "\n    {" : ",\n    {");
    first = false;
    ayes_export_figure(&list->items[i], cells);
    for (size_t k = 0; k < table->column_count; k++) {
      if (k) ayes_buffer_add_text(buffer, ", ");
      ayes_json_add_key(buffer, table->columns[k].name);
      ayes_buffer_add_byte(buffer, ' ');
      ayes_cell_add_json(buffer, &table->columns[k], &cells[k]);
    }
    ayes_buffer_add_byte(buffer, '}');
  }
}

static void add_scale(ayes_buffer *buffer) {
  static const ayes_stance order[] = {AYES_SUPPORT, AYES_MIXED, AYES_OPPOSE, AYES_NEUTRAL};
  ayes_buffer_add_text(buffer, "{\"domain\": [");
  for (int i = 0; i < 4; i++)
    ayes_buffer_add_format(buffer, "%s\"%s\"", i ? ", " : "", ayes_label_of_stance(order[i]));
  ayes_buffer_add_text(buffer, "], \"range\": [");
  for (int i = 0; i < 4; i++)
    ayes_buffer_add_format(buffer, "%s\"%s\"", i ? ", " : "", ayes_colour_of_stance(order[i]));
  ayes_buffer_add_text(buffer, "]}");
}

static void add_body(ayes_buffer *buffer, const char *body) {
  ayes_span rest = ayes_span_of(body), piece;
  for (bool first = true; ayes_span_split(&rest, '@', &piece); first = false) {
    if (!first) add_scale(buffer);
    ayes_buffer_add(buffer, piece);
  }
}

static void add_chart(ayes_buffer *buffer, const chart *it, const ayes_figure_list *list) {
  ayes_buffer_add_text(
      buffer, "{\n  \"$schema\": \"https://vega.github.io/schema/vega-lite/v5.json\",\n  ");
  ayes_json_add_key(buffer, "title");
  ayes_buffer_add_byte(buffer, ' ');
  ayes_json_add_string(buffer, ayes_span_of(it->title));
  ayes_buffer_add_text(buffer, ",\n  ");
  ayes_json_add_key(buffer, "description");
  ayes_buffer_add_byte(buffer, ' ');
  ayes_json_add_string(buffer, ayes_span_of(it->about));
  ayes_buffer_add_text(buffer, ",\n  \"data\": {\"values\": [");
  add_values(buffer, it, list);
  ayes_buffer_add_text(buffer, "]},\n");
  add_body(buffer, it->body);
  ayes_buffer_add_text(buffer, "}\n");
}

static ayes_status write_chart(chart_writer *it, size_t index, const ayes_figure_list *list,
                               ayes_error *error) {
  ayes_buffer buffer = {0};
  add_chart(&buffer, &charts[index], list);
  ayes_status status = buffer.failed ? ayes_error_memory(error) : AYES_OK;
  if (status == AYES_OK)
    status = ayes_export_output(it->folder, files[index], &it->outputs[index], error);
  if (status == AYES_OK)
    status = ayes_output_write(it->outputs[index], ayes_buffer_span(&buffer), error);
  if (status == AYES_OK) status = ayes_output_flush(it->outputs[index], error);
  ayes_buffer_release(&buffer);
  return status;
}

static ayes_status finish_charts(void *writer, const ayes_figure_list *list, ayes_error *error) {
  ayes_status status = AYES_OK;
  for (size_t i = 0; i < CHARTS && status == AYES_OK; i++)
    status = write_chart(writer, i, list, error);
  return status;
}

const ayes_export_kind ayes_export_charts = {"charts", files,         open_charts, NULL,
                                             NULL,     finish_charts, close_charts};
