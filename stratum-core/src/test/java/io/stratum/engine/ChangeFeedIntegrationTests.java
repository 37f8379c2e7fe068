package io.stratum.engine;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import com.zaxxer.hikari.HikariDataSource;
import io.stratum.tenant.TenantId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ChangeFeedIntegrationTests {

	private static final TenantId ACME = TenantId.random();

	private static final ChangeFeed.Change CHANGE = new ChangeFeed.Change("tenant", ACME);

	private final EngineFixture engine = new EngineFixture();

	private final HikariDataSource listening = this.engine.pool("stratum_platform", 1);

	private final ChangeFeed other = new ChangeFeed(this.listening, Duration.ofSeconds(5));

	private final BlockingQueue<ChangeFeed.Change> heard = new LinkedBlockingQueue<>();

	@BeforeEach
	void listen() throws InterruptedException {
		this.other.onChange(this.heard::add);
		assertThat(this.other.isTrusted()).isFalse();
		this.other.start();
		assertThat(next()).isEqualTo(ChangeFeed.Change.EVERYTHING);
	}

	@AfterEach
	void stop() {
		this.other.close();
		this.listening.close();
		this.engine.close();
	}

	@Test
	void changeOfAnotherNodeIsHeard() throws InterruptedException {
		this.engine.database.run(() -> this.engine.journal.changed("tenant", ACME));
		assertThat(next()).isEqualTo(CHANGE);
	}

	@Test
	void notificationAloneIsEnough() throws InterruptedException {
		this.engine.database.jdbc()
			.sql("select pg_notify('stratum_change', gen_random_uuid() || ' tenant ' || ?)")
			.param(ACME.toString())
			.query()
			.listOfRows();
		assertThat(next()).isEqualTo(CHANGE);
	}

	@Test
	void changeWithoutNotificationIsFound() throws InterruptedException {
		insertChange();
		assertThat(next()).isEqualTo(CHANGE);
	}

	@Test
	void changeThatCommitsAfterLaterOnesIsFound() throws InterruptedException {
		this.engine.database.run(() -> {
			insertChange();
			// Two looks at the table pass before the early change commits.
			for (String kind : List.of("config", "first_look", "second_look")) {
				Together.run(List.of(() -> insertChange(kind)));
				assertThat(nextOf(kind)).isNotNull();
			}
		});
		assertThat(nextOf("tenant")).isEqualTo(CHANGE);
	}

	@Test
	void lostConnectionIsReplacedAndWhatWasMissedIsFound() throws InterruptedException {
		this.engine.database.run(() -> {
			insertChange();
			this.engine.database.jdbc().sql("""
					select pg_terminate_backend(pid)
					from pg_stat_activity
					where datname = current_database() and query like '%xid8%' and pid <> pg_backend_pid()
					""").query().listOfRows();
		});
		assertThat(nextOf("tenant")).isEqualTo(CHANGE);
	}

	@Test
	void oldChangesAreForgottenAndFreshOnesKept() throws SQLException {
		insertChange();
		this.engine.database.jdbc()
			.sql("insert into stratum.change (kind, at) values ('old', now() - interval '1 hour')")
			.update();
		try (Connection connection = this.engine.platform.getConnection()) {
			ChangeFeed.forget(connection);
		}
		assertThat(this.engine.database.jdbc().sql("select kind from stratum.change").query(String.class).list())
			.containsExactly("tenant");
	}

	private int insertChange() {
		return insertChange("tenant");
	}

	/**
	 * Tells nobody of it: only a look at the table finds it.
	 */
	private int insertChange(String kind) {
		return this.engine.database.jdbc()
			.sql("insert into stratum.change (kind, tenant_id) values (?, ?)")
			.params(kind, ACME.value())
			.update();
	}

	private ChangeFeed.Change next() throws InterruptedException {
		return this.heard.poll(5, TimeUnit.MINUTES);
	}

	private ChangeFeed.Change nextOf(String kind) {
		try {
			ChangeFeed.Change change = next();
			while (change != null && !change.kind().equals(kind)) {
				change = next();
			}
			return change;
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
