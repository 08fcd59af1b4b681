package routes.lending.rank;

/**
 * Which lender.
 *
 * @param id the stored lender's id
 * @param name its name
 */
public record LenderRef(String id, String name) {}
