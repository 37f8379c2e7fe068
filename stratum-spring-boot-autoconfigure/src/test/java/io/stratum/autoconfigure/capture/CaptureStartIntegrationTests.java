package io.stratum.autoconfigure.capture;

import java.util.stream.Stream;

import io.stratum.audit.AuditCapture;
import io.stratum.autoconfigure.engine.PlatformDatabase;
import io.stratum.autoconfigure.shop.ShopDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Applications that change how their entities are recorded.
 */
@ExtendWith(OutputCaptureExtension.class)
class CaptureStartIntegrationTests {

	private final ShopDatabase database = new ShopDatabase();

	@BeforeEach
	void startWithListeners() {
		start(AuditCapture.LISTENER).close();
	}

	@Test
	void startThatMayNotApplyTriggersShowsTheMigrationToAdd(CapturedOutput output) {
		assertThatThrownBy(() -> start(AuditCapture.TRIGGER, "stratum.isolation.rls.apply=verify"));
		assertThat(output).contains("APPLICATION FAILED TO START", "D30", "public.letter",
				"create trigger stratum_capture after insert or update or delete on \"public\".\"letter\"",
				"comment on trigger stratum_capture", "stratum.isolation.rls.apply=startup");
	}

	@Test
	void triggersComeAndGoWithTheProperty() {
		try (PostOffice office = start(AuditCapture.TRIGGER)) {
			assertThat(triggers(office)).isOne();
		}
		start(AuditCapture.TRIGGER, "stratum.isolation.rls.apply=verify").close();
		try (PostOffice office = start(AuditCapture.LISTENER)) {
			assertThat(triggers(office)).isZero();
		}
	}

	private PostOffice start(AuditCapture capture, String... properties) {
		return new PostOffice(capture,
				Stream.concat(Stream.of(this.database.properties()), Stream.of(properties)).toArray(String[]::new));
	}

	private static long triggers(PostOffice office) {
		return JdbcClient.create(office.application.getBean(PlatformDatabase.class).owner())
			.sql("select count(*) from pg_trigger where tgname = 'stratum_capture'")
			.query(Long.class)
			.single();
	}

}
