/* SPDX-License-Identifier: MIT
 *
 * Letters that many sent: the clusters of "ayes duplicates", each with what its members add.
 *
 *     ayes_html_add_campaigns(clusters, &buffer);
 */
#ifndef AYES_REPORT_HTML_CAMPAIGNS_H
#define AYES_REPORT_HTML_CAMPAIGNS_H

#include "base/buffer.h"
#include "base/json.h"

/* Whether there is anything to tell. clusters: the array "clusters" of the file, or NULL. */
bool ayes_html_has_campaigns(const json_t *clusters);

/* Appends the section; nothing when there is nothing to tell. The largest 20 letters are shown, and
 * of each the first 50 additions; what is left out is said. */
void ayes_html_add_campaigns(const json_t *clusters, ayes_buffer *buffer);

#endif
