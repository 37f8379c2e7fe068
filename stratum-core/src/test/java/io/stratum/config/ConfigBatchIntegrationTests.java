package io.stratum.config;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

import io.stratum.ErrorCode;
import io.stratum.StratumException;
import io.stratum.tenant.TenantId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static io.stratum.config.ConfigFixture.refusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

class ConfigBatchIntegrationTests {

	private static ConfigFixture fixture;

	private static ConfigEntries entries;

	private static TenantId acme;

	@BeforeAll
	static void start() {
		fixture = new ConfigFixture();
		entries = fixture.entries;
		acme = fixture.cast.acme;
		fixture.lock(acme, "locked", 1);
	}

	@AfterAll
	static void stop() {
		fixture.close();
	}

	@Test
	void refusedKeysDoNotKeepTheOthersOut() {
		TenantId child = fixture.child(acme);
		ConfigBatchResult result = entries.batch(child, changes("first", "locked", "second", "batch"), false);
		assertThat(result.succeeded()).isEqualTo(2);
		assertThat(result.failed()).isEqualTo(2);
		assertThat(result.items()).extracting(ConfigBatchResult.Item::key)
			.containsExactly("first", "locked", "second", "batch");
		assertThat(errors(result)).extracting(StratumException::code)
			.containsExactly(ErrorCode.CONFIG_LOCKED, ErrorCode.VALIDATION_ERROR);
		assertThat(entries.findOwn(child, "first")).isPresent();
		assertThat(entries.findOwn(child, "second")).isPresent();
		assertThat(entries.findOwn(child, "locked")).isEmpty();
	}

	@Test
	void batchLeavesOneAuditEntryAndOneEventForEachStoredKey() {
		TenantId child = fixture.child(acme);
		long audits = fixture.count("select count(*) from stratum.audit_log where tenant_id = ?", child.value());
		entries.batch(child, changes("first", "locked", "second"), false);
		assertThat(fixture.count("select count(*) from stratum.audit_log where tenant_id = ?", child.value()))
			.isEqualTo(audits + 1);
		assertThat(fixture.lastAudit("config.batch_updated")).containsEntry("metadata",
				Map.of("count", 2, "keys", List.of("first", "second")));
		assertThat(fixture.count("select count(*) from stratum.outbox where tenant_id = ? and type = 'config.updated'",
				child.value()))
			.isEqualTo(2);
	}

	@Test
	void atomicBatchStoresAllOrNothing() {
		TenantId child = fixture.child(acme);
		long events = fixture.count("select count(*) from stratum.outbox");
		refusal(ErrorCode.CONFIG_LOCKED, () -> entries.batch(child, changes("first", "locked"), true));
		assertThat(entries.findOwn(child, "first")).isEmpty();
		assertThat(entries.history(child, "first", 1, null)).isEmpty();
		assertThat(fixture.count("select count(*) from stratum.outbox")).isEqualTo(events);
		assertThat(entries.batch(child, changes("first", "second"), true).succeeded()).isEqualTo(2);
	}

	@Test
	void batchIsRefusedAsAWholeForItsSizeAndForDuplicates() {
		refusal(ErrorCode.VALIDATION_ERROR, () -> entries.batch(acme, List.of(), false));
		refusal(ErrorCode.VALIDATION_ERROR, () -> entries.batch(acme, many(201), false));
		refusal(ErrorCode.VALIDATION_ERROR, () -> entries.batch(acme, changes("twice", "once", "twice"), false));
		assertThat(entries.findOwn(acme, "once")).isEmpty();
		assertThat(entries.batch(acme, many(200), true).succeeded()).isEqualTo(200);
	}

	@Test
	void enclosingTransactionUndoesABatch() {
		assertThat(catchThrowable(() -> fixture.cast.engine.database.run(() -> {
			entries.batch(acme, changes("undone"), false);
			throw new IllegalStateException("undo");
		}))).hasMessage("undo");
		assertThat(entries.findOwn(acme, "undone")).isEmpty();
		assertThat(entries.resolve(acme)).doesNotContainKey("undone");
	}

	private static List<ConfigChange> changes(String... keys) {
		return List.of(keys).stream().map((key) -> ConfigChange.of(key, 1)).toList();
	}

	private static List<ConfigChange> many(int count) {
		return IntStream.range(0, count).mapToObj((index) -> ConfigChange.of("many." + index, index)).toList();
	}

	private static List<StratumException> errors(ConfigBatchResult result) {
		return result.items().stream().map(ConfigBatchResult.Item::error).filter(Objects::nonNull).toList();
	}

}
