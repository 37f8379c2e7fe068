package shop;

import java.util.UUID;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import org.hibernate.annotations.TenantId;

@Entity
public class Note {

	@Id
	@GeneratedValue
	private UUID id;

	@TenantId
	private UUID tenantId;

	private String text;

	protected Note() {
	}

	public Note(String text) {
		this.text = text;
	}

	public String getText() {
		return this.text;
	}

}
