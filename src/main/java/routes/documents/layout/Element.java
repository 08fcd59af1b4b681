package routes.documents.layout;

/** What a page is divided into before its structure is known: a piece of a line, or a table. */
sealed interface Element permits Segment, BlockElement {
  Box box();
}
