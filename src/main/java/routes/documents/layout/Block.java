package routes.documents.layout;

/** A part of a page with a meaning of its own, in reading order. */
public sealed interface Block permits Heading, Item, Table, Columns {
  /** Its place. */
  Box box();
}
