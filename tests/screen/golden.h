/*
 * Goldens: what stands on a terminal that nobody sees, compared with a file of tests/screen/golden:
 * the cursor's cell, the text of each row, and how each cell looks. GENERATE=1 writes the files
 * anew; read the difference before committing it.
 */
#ifndef SCREEN_GOLDEN_H
#define SCREEN_GOLDEN_H

/* Opens the terminal; ends the test when it cannot. */
void golden_open(int rows, int columns);

/* Compares what is painted now with the golden of this name. */
void golden_check(const char *name);
/* Compares any text with the golden of this name. */
void golden_text(const char *name, const char *text);

#endif
