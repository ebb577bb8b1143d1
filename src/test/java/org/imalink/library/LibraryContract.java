package org.imalink.library;

import java.io.IOException;
import org.imalink.database.Engine;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** What every test of a repository starts with: an empty library on one of the two engines. */
abstract class LibraryContract {
    private final Engine engine;
    TestLibrary library;

    LibraryContract(Engine engine) {
        this.engine = engine;
    }

    @BeforeEach
    void openLibrary() {
        library = new TestLibrary(engine);
    }

    @AfterEach
    void closeLibrary() throws IOException {
        library.close();
    }
}
