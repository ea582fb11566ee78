/** Spreadsheets as their authors see them: sheets of cells. They know nothing of rules. */
@NullMarked
package io.rtoto.rules.tables;

import org.jspecify.annotations.NullMarked;
