package io.stratum.sample.export;

import java.util.UUID;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Async;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Counts on another thread; the tenant comes along by itself.
 */
@Component
class ExportJob {

	private final Exports exports;

	private final JdbcClient jdbc;

	ExportJob(Exports exports, JdbcClient jdbc) {
		this.exports = exports;
		this.jdbc = jdbc;
	}

	@Async
	@Transactional
	public void run(UUID id) {
		Export export = this.exports.findById(id).orElseThrow();
		this.jdbc.sql("select count(*), coalesce(sum(total), 0) from orders").query((row) -> {
			export.done(row.getLong(1), row.getBigDecimal(2));
		});
		this.exports.save(export);
	}

}
