package io.stratum.autoconfigure.encryption;

import io.stratum.crypto.KeyRotations;
import io.stratum.crypto.RotationProgress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;

/**
 * Goes on with key rotations that a stopped node left unfinished.
 */
final class RotationResumption implements ApplicationListener<ApplicationReadyEvent> {

	private static final Logger log = LoggerFactory.getLogger(RotationResumption.class);

	private final KeyRotations rotations;

	RotationResumption(KeyRotations rotations) {
		this.rotations = rotations;
	}

	@Override
	public void onApplicationEvent(ApplicationReadyEvent event) {
		Thread worker = new Thread(this::resume, "stratum-key-rotation");
		worker.setDaemon(true);
		worker.start();
	}

	private void resume() {
		try {
			this.rotations.unfinished().stream().map(RotationProgress::id).forEach(this.rotations::run);
		}
		catch (RuntimeException ex) {
			log.warn("A key rotation is unfinished and could not be resumed: {}", ex.getMessage());
		}
	}

}
