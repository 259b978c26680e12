/**
 * Lets a purchase count once: of the events of one transaction the first that was issued. Purchases
 * and what no visitor did (payment call backs, refunds) come in as they were issued; they go out in
 * that order, marked as repeated where another event was the purchase before, and with the visitor
 * who made it where they have none.
 */
@NullMarked
package dev.footfall.transaction;

import org.jspecify.annotations.NullMarked;
