package routes.lending.policy;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A buy rate for a band of amounts and terms; an absent bound is open.
 *
 * @param amountMin smallest amount in USD, inclusive
 * @param amountMax largest amount in USD, inclusive
 * @param termMinMonths shortest term in months, inclusive
 * @param termMaxMonths longest term in months, inclusive
 * @param rateBps the rate in basis points: 725 is 7.25 %
 * @param page the page it was read from, counted from 1
 * @param quote the lender's own words on that page
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Rate(
    @Nullable BigDecimal amountMin,
    @Nullable BigDecimal amountMax,
    @Nullable Integer termMinMonths,
    @Nullable Integer termMaxMonths,
    int rateBps,
    @Nullable Integer page,
    @Nullable String quote) {}
