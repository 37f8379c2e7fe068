package shop;

import java.util.List;

import io.stratum.access.Scope;
import io.stratum.security.RequiresScope;
import io.stratum.tenant.Tenant;
import io.stratum.web.CurrentTenant;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

@RestController
public class NoteController {

	private final Notes notes;

	public NoteController(Notes notes) {
		this.notes = notes;
	}

	@GetMapping("/notes")
	@RequiresScope(Scope.READ)
	public List<Note> list(@CurrentTenant Tenant tenant) {
		return this.notes.findAll();
	}

	@PostMapping("/notes")
	@RequiresScope(Scope.WRITE)
	public void add(@CurrentTenant Tenant tenant, @RequestBody String text) {
		this.notes.save(new Note(text));
	}

}
