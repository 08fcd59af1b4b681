package routes.lending.decision;

import org.jspecify.annotations.Nullable;

/**
 * Where the lender says so.
 *
 * @param page the page of its document, counted from 1
 * @param quote its own words there; absent when only the page is known
 */
public record Citation(@Nullable Integer page, @Nullable String quote) {}
