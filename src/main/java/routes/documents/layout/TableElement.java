package routes.documents.layout;

/** A table that its ruled lines gave away. */
record TableElement(Table table) implements Element {
  @Override
  public Box box() {
    return table.box();
  }
}
