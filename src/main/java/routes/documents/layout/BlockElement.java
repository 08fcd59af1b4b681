package routes.documents.layout;

/** A part of a page that its printed lines gave away: a table, or a box with text of its own. */
record BlockElement(Block block, Box box) implements Element {}
