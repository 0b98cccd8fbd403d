/** What is complete and what is not, by host and by source: the ledger and the inventories laid side by side. */
@NullMarked
package io.tailrace.collector.report;

import org.jspecify.annotations.NullMarked;
